# Run by the test that trains: names a Python that has PyTorch and ONNX, which are fetched where that is allowed.
. "$(dirname "$0")/packages.sh"

torch_found() {
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import numpy, onnx, torch' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

if ! torch_found && may_install; then
  install_packages python3-torch python3-onnx python3-numpy libopenblas0-pthread >&2 && torch_found
fi
