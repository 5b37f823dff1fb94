-- ARGV[2..]: turn, class, requirement, member; repeated. Puts each at its place, away from an older one.
for i = 2, #ARGV, 4 do
  local turn, class, requirement, member = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  take_out_known(turn)
  redis.call('ZADD', prefix .. 'line:' .. class .. ':' .. requirement, 0, member)
  redis.call('SADD', prefix .. 'requirements', requirement)
  redis.call('HSET', prefix .. 'turns', turn, class .. ' ' .. requirement .. ' ' .. member)
end
return (#ARGV - 1) / 4
