-- The best waiting turn for one free slot, claimed and charged to its class.
-- ARGV[2] now, [3] claimed until, [4] refused until (ms); [5] station; [6..8] shares of class 0..2; [9..] requirements
-- that the station meets. Returns {member, class, requirement, charged 0|1}, or nothing.
local now, station = ARGV[2], ARGV[5]
local claims, refused = prefix .. 'claims', prefix .. 'refused:' .. station
redis.call('ZREMRANGEBYSCORE', claims, '-inf', now)
redis.call('ZREMRANGEBYSCORE', refused, '-inf', now)

local function first_free(line)
  local from, page = 0, 50
  while true do
    local members = redis.call('ZRANGE', line, from, from + page - 1)
    for _, member in ipairs(members) do
      local turn = string.sub(member, 34)
      if not redis.call('ZSCORE', claims, turn) and not redis.call('ZSCORE', refused, turn) then
        return member
      end
    end
    if #members < page then
      return nil
    end
    from = from + page
  end
end

local best, lines = {}, {}
for class = 0, 2 do
  for r = 9, #ARGV do
    local member = first_free(prefix .. 'line:' .. class .. ':' .. ARGV[r])
    if member and (not best[class] or member < best[class]) then
      best[class] = member
      lines[class] = ARGV[r]
    end
  end
end

-- Deficit round-robin with episodes of one size: a class earns its share when the cursor comes by, pays 100 for an
-- episode, and keeps no credit while nothing of it waits. A class without a share gets only what nobody else wants.
local shares = prefix .. 'shares:' .. station
local share, credit, entitled = {}, {}, false
for class = 0, 2 do
  share[class] = tonumber(ARGV[6 + class])
  credit[class] = tonumber(redis.call('HGET', shares, class) or '0')
  entitled = entitled or (best[class] ~= nil and share[class] > 0)
end
local chosen, charged = nil, 0
if entitled then
  local cursor = tonumber(redis.call('HGET', shares, 'cursor') or '0')
  while not chosen do
    if best[cursor] == nil then
      credit[cursor] = 0
    end
    if best[cursor] ~= nil and credit[cursor] >= 100 then
      credit[cursor] = credit[cursor] - 100
      chosen, charged = cursor, 1
    else
      cursor = (cursor + 1) % 3
      credit[cursor] = credit[cursor] + share[cursor]
    end
  end
  redis.call('HSET', shares, 0, credit[0], 1, credit[1], 2, credit[2], 'cursor', cursor)
else
  for class = 0, 2 do
    if best[class] and not chosen then
      chosen = class
    end
  end
end
if not chosen then
  return {}
end

local turn = string.sub(best[chosen], 34)
redis.call('ZADD', claims, ARGV[3], turn)
redis.call('ZADD', refused, ARGV[4], turn)
redis.call('PEXPIRE', refused, tonumber(ARGV[4]) - tonumber(now) + 60000)
return {best[chosen], tostring(chosen), lines[chosen], tostring(charged)}
