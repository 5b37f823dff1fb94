-- Comes first in every script. KEYS[1] is the generation key; all keys share its prefix, and so one cluster slot.
--   <prefix>requirements          set of requirements that have a line
--   <prefix>line:<class>:<req>    sorted set, all scores 0; members "<round hex16><ticket hex16>:<turn>" sort by place
--   <prefix>turns                 hash turn -> "<class> <req> <member>": where its entry is
--   <prefix>claims                sorted set turn -> until ms: some replica is about to offer it
--   <prefix>refused:<station>     sorted set turn -> until ms: offered there; not again before
--   <prefix>shares:<station>      hash class -> credit, cursor -> class: deficit round-robin
--   <prefix>shown                 hash turn -> "<shown> <best> <reason>": the position people saw last
local prefix = string.sub(KEYS[1], 1, -string.len('generation') - 1)

local function take_out(turn, class, requirement, member)
  redis.call('ZREM', prefix .. 'line:' .. class .. ':' .. requirement, member)
  local left = 0
  for c = 0, 2 do
    left = left + redis.call('ZCARD', prefix .. 'line:' .. c .. ':' .. requirement)
  end
  if left == 0 then
    redis.call('SREM', prefix .. 'requirements', requirement)
  end
end

local function take_out_known(turn)
  local known = redis.call('HGET', prefix .. 'turns', turn)
  if known then
    local class, requirement, member = string.match(known, '^(%d+) (%S+) (%S+)$')
    take_out(turn, class, requirement, member)
    redis.call('HDEL', prefix .. 'turns', turn)
  end
end
