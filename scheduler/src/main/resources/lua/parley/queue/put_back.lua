-- ARGV[2..]: turn, station, class, charged 0|1; repeated: picks that became no offers are undone.
for i = 2, #ARGV, 4 do
  redis.call('ZREM', prefix .. 'claims', ARGV[i])
  redis.call('ZREM', prefix .. 'refused:' .. ARGV[i + 1], ARGV[i])
  if ARGV[i + 3] == '1' then
    redis.call('HINCRBY', prefix .. 'shares:' .. ARGV[i + 1], ARGV[i + 2], 100)
  end
end
return (#ARGV - 1) / 4
