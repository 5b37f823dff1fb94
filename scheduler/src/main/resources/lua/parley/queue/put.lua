-- ARGV[2..]: turn, class, requirement, place; repeated. Puts each at its place, away from an older one.
for i = 2, #ARGV, 4 do
  local turn, class, requirement, place = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  take_out_known(turn)
  local number = number_of(requirement)
  if not number then
    number = tostring(redis.call('INCR', prefix .. 'numbers'))
    redis.call('HSET', prefix .. 'requirements', requirement, number)
    numbers[requirement] = number
  end
  redis.call('ZADD', line_of(class, number), 0, place .. turn)
  redis.call('HSET', prefix .. 'turns', turn, class .. ':' .. number .. ':' .. place)
end
return (#ARGV - 1) / 4
