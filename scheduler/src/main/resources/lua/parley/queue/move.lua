-- ARGV[2..]: turn, place; repeated. Gives turns that are in the index a new place in their line; others stay out.
local moved = 0
for i = 2, #ARGV, 2 do
  local turn, place = ARGV[i], ARGV[i + 1]
  local known = redis.call('HGET', prefix .. 'turns', turn)
  if known then
    local class, number, before = string.match(known, '^(%d+):(%d+):(%S+)$')
    if before ~= place then
      local line = line_of(class, number)
      redis.call('ZREM', line, before .. turn)
      redis.call('ZADD', line, 0, place .. turn)
      redis.call('HSET', prefix .. 'turns', turn, class .. ':' .. number .. ':' .. place)
      moved = moved + 1
    end
  end
end
return moved
