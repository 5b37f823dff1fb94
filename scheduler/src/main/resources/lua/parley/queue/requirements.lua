-- Every requirement that something waits for.
return redis.call('SMEMBERS', prefix .. 'requirements')
