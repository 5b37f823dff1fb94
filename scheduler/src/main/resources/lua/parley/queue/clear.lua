-- A rebuild's first step, without a generation: nobody may use the index until the last step writes one.
redis.call('DEL', KEYS[1])
for _, requirement in ipairs(redis.call('SMEMBERS', prefix .. 'requirements')) do
  for class = 0, 2 do
    redis.call('DEL', prefix .. 'line:' .. class .. ':' .. requirement)
  end
end
redis.call('DEL', prefix .. 'requirements', prefix .. 'turns')
return 1
