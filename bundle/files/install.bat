@echo off
setlocal DisableDelayedExpansion
for /f "tokens=2 delims=:." %%C in ('chcp') do set "CODEPAGE=%%C"
chcp 936 >nul
set "CODE=1"
pushd "%~dp0" || goto :end
if not exist "install.py" (
  echo 没有找到 install.py。请先把压缩包全部解压，再运行解压出来的 install.bat。
  goto :leave
)
set "PYTHON="
for %%P in ("py -3.14" "py -3.13" "py -3.12" "py -3.11" "python" "python3") do (
  if not defined PYTHON call :try %%~P
)
if not defined PYTHON (
  echo 没有找到能用的 Python。请先装 64 位的 Python 3.11 至 3.14，
  echo 安装时勾选 Add python.exe to PATH，不要管理员权限，再运行 install.bat。
  goto :leave
)
%PYTHON% install.py
set "CODE=%ERRORLEVEL%"

:leave
popd
:end
pause
chcp %CODEPAGE% >nul
exit /b %CODE%

:try
%* install.py --suits >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0
