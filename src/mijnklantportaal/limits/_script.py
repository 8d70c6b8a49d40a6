"""The script that Redis runs for every request of a limiter."""

# One hash for each token has all values, so that Redis loses or keeps the state as a whole, and a cluster has it on one
# node. Times are milliseconds of the server's clock. Fields:
#   epoch          ID of the state, which changes after a loss of data
#   time           when the script last ran
#   call:ID        when a call no longer counts
#   process:ID     when a process no longer counts as one of those that share the limit
#   limit          calls per window; -1 if there is no limit
#   others         number of calls by programs without this limiter, which count until others_until
#   blocked_until  no call is granted before, because the portal asked for a wait
#   opens_at       no call is granted before, so that all processes can report the calls that the state lacks
SCRIPT = """
local key, request = KEYS[1], cjson.decode(ARGV[1])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local state, ends = {}, {call = {}, process = {}}
local fields = redis.call('HGETALL', key)
for i = 1, #fields, 2 do
  local kind, id = string.match(fields[i], '^(%a+):(.+)$')
  if kind then ends[kind][id] = tonumber(fields[i + 1]) else state[fields[i]] = fields[i + 1] end
end
-- If the clock was set back, the times are as useless as after a loss of data.
local is_lost = not state.epoch or now < tonumber(state.time) - 1000
if (is_lost or state.epoch ~= request.epoch) and not request.restore then
  return cjson.encode({must_restore = true})
end

local function number(name) return tonumber(state[name]) or 0 end
local function set(name, value)
  if type(value) == 'number' then value = string.format('%.0f', value) end
  state[name] = value
  redis.call('HSET', key, name, value)
end
local function set_end(kind, id, value)
  ends[kind][id] = value
  redis.call('HSET', key, kind .. ':' .. id, string.format('%.0f', value))
end
local function drop(kind, id)
  ends[kind][id] = nil
  redis.call('HDEL', key, kind .. ':' .. id)
end

if is_lost then
  redis.call('DEL', key)
  state, ends = {}, {call = {}, process = {}}
  set('epoch', request.new_epoch)
  set('opens_at', now + request.grace)
  set('limit', request.default_limit)
end
set('time', now)
for _, kind in ipairs({'call', 'process'}) do
  for id, value in pairs(ends[kind]) do
    if value <= now then drop(kind, id) end
  end
end
if request.restore then
  for id, left in pairs(request.restore) do
    -- The earlier time comes from a response, the later one from a lease.
    if not ends.call[id] or now + left < ends.call[id] then set_end('call', id, now + left) end
  end
end
for id, left in pairs(request.calls) do set_end('call', id, now + left) end
for _, id in ipairs(request.removed) do drop('call', id) end
set_end('process', request.process, now + request.window)
if request.is_back then set('opens_at', math.max(number('opens_at'), now + request.grace)) end

local count, processes, first = 0, 0, nil
for _, value in pairs(ends.call) do
  count = count + 1
  if not first or value < first then first = value end
end
for _ in pairs(ends.process) do processes = processes + 1 end
if request.limit ~= 0 then set('limit', request.limit) end
local limit = number('limit')
if number('others_until') <= now then state.others = 0 end
if request.remaining >= 0 and limit > 0 then
  local others = math.max(limit - request.remaining - count, 0)
  if others > number('others') then set('others_until', now + request.window) end
  set('others', others)
end
if request.blocked > 0 then set('blocked_until', math.max(number('blocked_until'), now + request.blocked)) end

local wait, others = 0, number('others')
local closed = math.max(number('blocked_until'), number('opens_at')) - now
if request.id ~= '' and not ends.call[request.id] then
  if closed > 0 then
    wait = closed
  elseif limit > 0 and count + others >= limit then
    -- A call in flight frees its slot one window after its response.
    wait = request.window
    if first then wait = math.min(wait, first - now) end
    if others > 0 then wait = math.min(wait, number('others_until') - now) end
    wait = math.max(wait, 1)
  else
    set_end('call', request.id, now + request.lease)
  end
end

local lefts = {}
for id, value in pairs(ends.call) do lefts[id] = value - now end
redis.call('PEXPIRE', key, math.max(request.keep, request.lease))
return cjson.encode({
  epoch = state.epoch, wait = wait, is_closed = closed > 0, limit = limit, calls = lefts, others = others,
  others_left = math.max(number('others_until') - now, 0), blocked = math.max(number('blocked_until') - now, 0),
  processes = processes,
})
"""
