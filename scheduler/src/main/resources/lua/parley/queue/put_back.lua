-- ARGV[2] turn, [3] station, [4] class, [5] charged 0|1: a pick that became no offer is undone.
redis.call('ZREM', prefix .. 'claims', ARGV[2])
redis.call('ZREM', prefix .. 'refused:' .. ARGV[3], ARGV[2])
if ARGV[5] == '1' then
  redis.call('HINCRBY', prefix .. 'shares:' .. ARGV[3], ARGV[4], 100)
end
return 1
