@echo off
setlocal DisableDelayedExpansion
for /f "tokens=2 delims=:." %%C in ('chcp') do set "CODEPAGE=%%C"
chcp 936 >nul
set "SHENGAO_LAUNCHER=%~f0"
rem No quotes around this one: they would end at the first quote of a name.
set SHENGAO_ARGUMENTS=%*
set "PYTHON=%LOCALAPPDATA%\shengao\venv\Scripts\python.exe"
set "DROP=%LOCALAPPDATA%\shengao\drop.py"
setlocal EnableDelayedExpansion
set "SHENGAO_COMMAND=!CMDCMDLINE!"
set "CODE=2"
if exist "!PYTHON!" (
  "!PYTHON!" "!DROP!"
  set "CODE=!ERRORLEVEL!"
) else (
  echo 审稿还没有装好，请先运行安装包里的 install.bat。
)
echo.
echo 看完后按任意键关闭这个窗口。
pause >nul
chcp !CODEPAGE! >nul
rem Of a dropped name with an ampersand, the rest would be run as a command: leave cmd.exe itself.
if not "!SHENGAO_COMMAND:%~nx0=!"=="!SHENGAO_COMMAND!" exit !CODE!
exit /b !CODE!
