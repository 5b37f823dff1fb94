#!/bin/sh
# Makes every secret of an installation, once: ./docker/make-secrets.sh. What exists is kept. There are no defaults.
set -eu
umask 077
folder="$(cd "$(dirname "$0")" && pwd)/secrets"
mkdir -p "$folder"
cd "$folder"

word() { openssl rand -hex 32; }
make() {
  [ -s "$1" ] || { word >"$1.new" && mv "$1.new" "$1"; }
}

make postgres_password
make redis_password
make turn_password
[ -s station_key ] || { printf 'psk_%s\n' "$(word)" >station_key; }
[ -s root_key ] || openssl rand -base64 32 >root_key

# The same as environment variables, for programs that read no files.
cat >server.env <<END
PARLEY_POSTGRES_PASSWORD=$(cat postgres_password)
PARLEY_REDIS_URL=redis://:$(cat redis_password)@redis:6379
PARLEY_SECRET_ROOT_KEY=$(cat root_key)
PARLEY_SIMULATORS_KEYS=$(cat station_key)
END
cat >redis.conf <<END
requirepass $(cat redis_password)
save ""
appendonly no
END
cat >turnserver.conf <<END
listening-port=3478
min-port=49160
max-port=49200
realm=parley
lt-cred-mech
user=parley:$(cat turn_password)
fingerprint
no-cli
no-multicast-peers
log-file=stdout
pidfile=/tmp/turnserver.pid
userdb=/tmp/turnserver.db
END
printf 'turnURL=parley:%s@coturn:3478\n' "$(cat turn_password)" >WebRtcEndpoint.conf.ini
# Containers run as users of their own; these files are theirs to read. The folder itself stays closed.
chmod 0444 postgres_password redis_password station_key redis.conf turnserver.conf WebRtcEndpoint.conf.ini
echo "The secrets are in $folder; keep root_key with your backups."
