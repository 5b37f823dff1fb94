-- ARGV[1] is the generation the caller believes in. Without it the index may be half of the truth: touch nothing.
local generation = redis.call('GET', KEYS[1])
if generation ~= ARGV[1] then
  return redis.error_reply('GENERATION ' .. (generation or 'none'))
end
