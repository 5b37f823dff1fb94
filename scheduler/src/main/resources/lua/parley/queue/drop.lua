-- ARGV[2..5]: turn, class, requirement, member that pick returned: out of the index, even if the hash lost it.
take_out(ARGV[2], ARGV[3], ARGV[4], ARGV[5])
take_out_known(ARGV[2])
redis.call('ZREM', prefix .. 'claims', ARGV[2])
redis.call('HDEL', prefix .. 'shown', ARGV[2])
return 1
