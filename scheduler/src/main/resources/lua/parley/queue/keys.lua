-- Comes first in every script. KEYS[1] is the generation key; all keys share its prefix, and so one cluster slot.
--   <prefix>requirements          hash requirement -> number, of those that have a line
--   <prefix>numbers               the number given last; 130 characters stand once instead of in every entry
--   <prefix>line:<class>:<number> sorted set, all scores 0; members "<place 22><turn 22>" sort by place
--   <prefix>turns                 hash turn -> "<class>:<number>:<place>": where its entry is
--   <prefix>claims                sorted set turn -> until ms: some replica is about to offer it
--   <prefix>refused:<station>     sorted set turn -> until ms: offered there; not again before
--   <prefix>shares:<station>      hash class -> credit, cursor -> class: deficit round-robin
--   <prefix>shown                 hash turn -> "<shown> <best> <reason>": the position people saw last
local prefix = string.sub(KEYS[1], 1, -string.len('generation') - 1)
local PLACE = 22
local numbers = {}

local function number_of(requirement)
  local number = numbers[requirement]
  if number == nil then
    number = redis.call('HGET', prefix .. 'requirements', requirement)
    numbers[requirement] = number
  end
  return number
end

local function line_of(class, number)
  return prefix .. 'line:' .. class .. ':' .. number
end

local function forget_if_empty(requirement, number)
  for class = 0, 2 do
    if redis.call('EXISTS', line_of(class, number)) == 1 then
      return
    end
  end
  redis.call('HDEL', prefix .. 'requirements', requirement)
  numbers[requirement] = nil
end

local function forget_number_if_empty(number)
  local all = redis.call('HGETALL', prefix .. 'requirements')
  for i = 1, #all, 2 do
    if all[i + 1] == number then
      forget_if_empty(all[i], number)
    end
  end
end

local function take_out_known(turn)
  local known = redis.call('HGET', prefix .. 'turns', turn)
  if known then
    local class, number, place = string.match(known, '^(%d+):(%d+):(%S+)$')
    local line = line_of(class, number)
    redis.call('ZREM', line, place .. turn)
    redis.call('HDEL', prefix .. 'turns', turn)
    if redis.call('EXISTS', line) == 0 then
      forget_number_if_empty(number)
    end
  end
end
