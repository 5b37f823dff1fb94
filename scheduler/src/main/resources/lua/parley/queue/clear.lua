-- A rebuild's first step, without a generation: nobody may use the index until the last step writes one.
redis.call('DEL', KEYS[1])
local all = redis.call('HGETALL', prefix .. 'requirements')
for i = 2, #all, 2 do
  for class = 0, 2 do
    redis.call('UNLINK', line_of(class, all[i]))
  end
end
redis.call('UNLINK', prefix .. 'requirements', prefix .. 'turns')
return 1
