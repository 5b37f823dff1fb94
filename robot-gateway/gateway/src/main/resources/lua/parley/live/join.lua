-- field, value, prefix of all viewers, prefix of the episode's, most in all, most of the episode, mark of reserved places,
-- reserved in all, reserved of the episode -> 1 if there was a place. Who has a reserved place takes none of the others, and the
-- other way round.
local function reserved(field)
  return string.find(field, ARGV[7], 1, true) ~= nil
end

local kind = reserved(ARGV[1])
local all, here = 0, 0
for _, field in ipairs(redis.call('HKEYS', entries)) do
  if string.sub(field, 1, #ARGV[3]) == ARGV[3] and reserved(field) == kind then
    all = all + 1
    if string.sub(field, 1, #ARGV[4]) == ARGV[4] then
      here = here + 1
    end
  end
end
local mostInAll, mostHere = tonumber(ARGV[5]), tonumber(ARGV[6])
if kind then
  mostInAll, mostHere = tonumber(ARGV[8]), tonumber(ARGV[9])
end
if all >= mostInAll or here >= mostHere then
  return 0
end
write(ARGV[1], ARGV[2])
return 1
