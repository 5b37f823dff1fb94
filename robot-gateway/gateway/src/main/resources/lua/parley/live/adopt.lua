-- field, session, value, dead after -> 1 if nobody refreshed it meanwhile
local last = redis.call('ZSCORE', seen, ARGV[1])
if not belongs(redis.call('HGET', entries, ARGV[1]), ARGV[2])
    or not last or now() - tonumber(last) <= tonumber(ARGV[4]) then
  return 0
end
write(ARGV[1], ARGV[3])
return 1
