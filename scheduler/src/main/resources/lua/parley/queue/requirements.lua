-- Every requirement that something waits for, each followed by its number.
return redis.call('HGETALL', prefix .. 'requirements')
