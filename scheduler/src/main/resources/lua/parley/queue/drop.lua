-- ARGV[2..]: turn, class, requirement, place that pick returned; repeated: out of the index, even if the hash lost it.
for i = 2, #ARGV, 4 do
  local turn, class, requirement, place = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local number = number_of(requirement)
  if number then
    local line = line_of(class, number)
    redis.call('ZREM', line, place .. turn)
    if redis.call('EXISTS', line) == 0 then
      forget_if_empty(requirement, number)
    end
  end
  take_out_known(turn)
  redis.call('ZREM', prefix .. 'claims', turn)
  redis.call('HDEL', prefix .. 'shown', turn)
end
return (#ARGV - 1) / 4
