-- ARGV[2] turn, [3] its position now, [4] why it could have grown. Remembers what people saw and answers the reason to
-- say: empty while the position is the best so far, else why it grew last.
local position, reason = tonumber(ARGV[3]), ''
local known = redis.call('HGET', prefix .. 'shown', ARGV[2])
local best = position
if known then
  local shown, best_before, reason_before = string.match(known, '^(%d+) (%d+) (.*)$')
  best = math.min(position, tonumber(best_before))
  if position > tonumber(shown) then
    reason = ARGV[4]
  elseif position > best then
    reason = reason_before
  end
end
redis.call('HSET', prefix .. 'shown', ARGV[2], position .. ' ' .. best .. ' ' .. reason)
return reason
