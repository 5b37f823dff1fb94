-- The best waiting turns for free slots, claimed and charged to their classes, as if each slot had been asked for alone.
-- ARGV[2] now, [3] claimed until, [4] refused until (ms); [5..7] shares of class 0..2; then for each station, repeated:
-- station, free slots, how many requirements, the requirements it meets; "2!" before one: of class 2 alone.
-- Returns station, "<place><turn>", class, requirement, charged 0|1; repeated.
local now = ARGV[2]
local claims = prefix .. 'claims'
local share = { [0] = tonumber(ARGV[5]), [1] = tonumber(ARGV[6]), [2] = tonumber(ARGV[7]) }
local picked, lines = {}, {}
redis.call('ZREMRANGEBYSCORE', claims, '-inf', now)
-- From before a clock was set back: it would hold for as long as the clock was moved. Replicas may be a minute apart.
redis.call('ZREMRANGEBYSCORE', claims, tonumber(ARGV[3]) + 60000, '+inf')

-- One line as far as it was read by now; all before `first` are claimed.
local function open_line(class, requirement)
  local number = number_of(requirement)
  if not number then
    return nil
  end
  local key = line_of(class, number)
  if not lines[key] then
    lines[key] = { key = key, members = {}, first = 1, claimed = {}, ended = false, requirement = requirement }
  end
  return lines[key]
end

local function member_at(line, at)
  if at > #line.members and not line.ended then
    local page = redis.call('ZRANGE', line.key, #line.members, #line.members + 49)
    line.ended = #page < 50
    for _, member in ipairs(page) do
      table.insert(line.members, member)
    end
  end
  return line.members[at]
end

local function is_claimed(line, at, turn)
  if line.claimed[at] == nil then
    line.claimed[at] = redis.call('ZSCORE', claims, turn) and true or false
  end
  return line.claimed[at]
end

-- Where the first turn stands that is neither claimed nor refused; nil when the line has none.
local function first_free(line, refused)
  local at = line.first
  local member = member_at(line, at)
  while member do
    local turn = string.sub(member, PLACE + 1)
    if is_claimed(line, at, turn) then
      if at == line.first then
        line.first = at + 1
      end
    elseif not redis.call('ZSCORE', refused, turn) then
      return at, member
    end
    at = at + 1
    member = member_at(line, at)
  end
  return nil
end

local function serve(station, slots, from, to)
  local refused, shares = prefix .. 'refused:' .. station, prefix .. 'shares:' .. station
  redis.call('ZREMRANGEBYSCORE', refused, '-inf', now)
  redis.call('ZREMRANGEBYSCORE', refused, tonumber(ARGV[4]) + 60000, '+inf')
  local fitting = { [0] = {}, [1] = {}, [2] = {} }
  for class = 0, 2 do
    for r = from, to do
      local only, bare = string.match(ARGV[r], '^(%d)!(.*)$')
      local line = (only == nil or tonumber(only) == class) and open_line(class, bare or ARGV[r])
      if line then
        table.insert(fitting[class], line)
      end
    end
  end
  local credit, cursor = {}, tonumber(redis.call('HGET', shares, 'cursor') or '0')
  for class = 0, 2 do
    credit[class] = tonumber(redis.call('HGET', shares, class) or '0')
  end

  local charged_any, picked_any = false, false
  for _ = 1, slots do
    local best, entitled = {}, false
    for class = 0, 2 do
      for _, line in ipairs(fitting[class]) do
        local at, member = first_free(line, refused)
        if member and (not best[class] or member < best[class].member) then
          best[class] = { member = member, line = line, at = at }
        end
      end
      entitled = entitled or (best[class] ~= nil and share[class] > 0)
    end
    -- Deficit round-robin with episodes of one size: a class earns its share when the cursor comes by, pays 100 for an
    -- episode, and keeps no credit while nothing of it waits. A class without a share gets only what nobody else wants.
    local chosen, charged = nil, 0
    if entitled then
      while not chosen do
        if best[cursor] == nil then
          credit[cursor] = 0
        end
        if best[cursor] ~= nil and credit[cursor] >= 100 then
          credit[cursor] = credit[cursor] - 100
          chosen, charged, charged_any = cursor, 1, true
        else
          cursor = (cursor + 1) % 3
          credit[cursor] = credit[cursor] + share[cursor]
        end
      end
    else
      for class = 0, 2 do
        if best[class] and not chosen then
          chosen = class
        end
      end
    end
    if not chosen then
      break
    end
    local taken = best[chosen]
    local turn = string.sub(taken.member, PLACE + 1)
    taken.line.claimed[taken.at] = true
    redis.call('ZADD', claims, ARGV[3], turn)
    redis.call('ZADD', refused, ARGV[4], turn)
    picked_any = true
    table.insert(picked, station)
    table.insert(picked, taken.member)
    table.insert(picked, tostring(chosen))
    table.insert(picked, taken.line.requirement)
    table.insert(picked, tostring(charged))
  end
  if charged_any then
    redis.call('HSET', shares, 0, credit[0], 1, credit[1], 2, credit[2], 'cursor', cursor)
  end
  if picked_any then
    redis.call('PEXPIRE', refused, tonumber(ARGV[4]) - tonumber(now) + 60000)
  end
end

local i = 8
while i <= #ARGV do
  local count = tonumber(ARGV[i + 2])
  serve(ARGV[i], tonumber(ARGV[i + 1]), i + 3, i + 2 + count)
  i = i + 3 + count
end
return picked
