-- Every entry: turn, "<class> <requirement> <member>"; repeated.
return redis.call('HGETALL', prefix .. 'turns')
