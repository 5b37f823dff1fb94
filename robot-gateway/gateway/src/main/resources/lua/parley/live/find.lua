-- field -> generation, value (both '' when absent)
return {redis.call('GET', generation) or '', redis.call('HGET', entries, ARGV[1]) or ''}
