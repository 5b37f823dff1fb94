-- field, value -> the value before, or ''
local before = redis.call('HGET', entries, ARGV[1])
write(ARGV[1], ARGV[2])
return before or ''
