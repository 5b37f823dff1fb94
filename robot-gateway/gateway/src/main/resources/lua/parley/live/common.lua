-- Keys: the entries by field ("<session> <JSON>"), when each was last refreshed, and the generation, which says since when
-- the index is whole. Times are Redis's own, in milliseconds.
local entries, seen, generation = KEYS[1], KEYS[2], KEYS[3]

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Whether what is stored belongs to this session still.
local function belongs(stored, session)
  return stored and string.sub(stored, 1, #session + 1) == session .. ' '
end

local function write(field, value)
  redis.call('HSET', entries, field, value)
  redis.call('ZADD', seen, now(), field)
end

local function drop(field)
  redis.call('HDEL', entries, field)
  redis.call('ZREM', seen, field)
end
