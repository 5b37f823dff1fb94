-- field, value, prefix of all viewers, prefix of the episode's, most in all, most of the episode -> 1 if there was a place
local all, here = 0, 0
for _, field in ipairs(redis.call('HKEYS', entries)) do
  if string.sub(field, 1, #ARGV[3]) == ARGV[3] then
    all = all + 1
    if string.sub(field, 1, #ARGV[4]) == ARGV[4] then
      here = here + 1
    end
  end
end
if all >= tonumber(ARGV[5]) or here >= tonumber(ARGV[6]) then
  return 0
end
write(ARGV[1], ARGV[2])
return 1
