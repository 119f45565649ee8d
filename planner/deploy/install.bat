@echo off
rem Sets the planner up in this folder without the internet; needs only Python 3.11 to 3.14.
cd /d "%~dp0"
py -3 -m venv .venv || exit /b 1
.venv\Scripts\python -m pip --quiet --disable-pip-version-check install --no-index --find-links wheels --require-hashes --requirement requirements.txt || exit /b 1
.venv\Scripts\python -m pip --quiet --disable-pip-version-check install --no-index --no-deps --no-build-isolation --editable . || exit /b 1
echo Ready: .venv\Scripts\planner init --demo, then .venv\Scripts\planner serve
