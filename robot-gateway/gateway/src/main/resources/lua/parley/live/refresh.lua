-- generation known, generation to begin if there is none, then field, session, value ... -> generation, fields gone
-- After a flush everything comes back; otherwise what is missing was removed, or replaced, by another replica.
local current = redis.call('GET', generation)
local rebuilding = current ~= ARGV[1]
if not current then
  current = ARGV[2]
  redis.call('SET', generation, current)
end
local answer = {current}
for i = 3, #ARGV, 3 do
  local stored = redis.call('HGET', entries, ARGV[i])
  if belongs(stored, ARGV[i + 1]) or (rebuilding and not stored) then
    write(ARGV[i], ARGV[i + 2])
  else
    answer[#answer + 1] = ARGV[i]
  end
end
return answer
