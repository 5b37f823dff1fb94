-- ARGV[2..]: turns. Takes them out of the index with all that is kept beside.
for i = 2, #ARGV do
  take_out_known(ARGV[i])
  redis.call('ZREM', prefix .. 'claims', ARGV[i])
  redis.call('HDEL', prefix .. 'shown', ARGV[i])
end
return #ARGV - 1
