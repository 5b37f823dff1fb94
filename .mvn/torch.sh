# Run by the test that trains: names a Python that has PyTorch and ONNX, which are fetched where that is allowed.
torch_found() {
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import numpy, onnx, torch' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

if ! torch_found && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  {
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends python3-torch python3-onnx python3-numpy libopenblas0-pthread
  } </dev/null >&2 && torch_found
fi
