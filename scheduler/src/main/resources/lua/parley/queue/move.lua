-- ARGV[2..]: turn, member; repeated. Gives turns that are in the index a new place in their line; others stay out.
local moved = 0
for i = 2, #ARGV, 2 do
  local turn, member = ARGV[i], ARGV[i + 1]
  local known = redis.call('HGET', prefix .. 'turns', turn)
  if known then
    local class, requirement, before = string.match(known, '^(%d+) (%S+) (%S+)$')
    if before ~= member then
      local line = prefix .. 'line:' .. class .. ':' .. requirement
      redis.call('ZREM', line, before)
      redis.call('ZADD', line, 0, member)
      redis.call('HSET', prefix .. 'turns', turn, class .. ' ' .. requirement .. ' ' .. member)
      moved = moved + 1
    end
  end
end
return moved
