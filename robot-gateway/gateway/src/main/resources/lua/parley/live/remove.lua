-- field, session -> 1 if the entry was still this session's
if not belongs(redis.call('HGET', entries, ARGV[1]), ARGV[2]) then
  return 0
end
drop(ARGV[1])
return 1
