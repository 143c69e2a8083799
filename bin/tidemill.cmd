@echo off
rem Starts tidemill on Windows: the jar lies in ..\lib, or is built in a checkout.
rem   JAVA_HOME              which Java; else the one on the PATH
rem   TIDEMILL_JAVA_OPTIONS  options of that Java, such as -Xmx4g
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "jar=%home%\lib\tidemill.jar"
if exist "%jar%" goto start
set "jar=%home%\launcher\target\tidemill.jar"
if exist "%jar%" goto start
if not exist "%home%\launcher\pom.xml" (
  echo tidemill: there is no "%home%\lib\tidemill.jar"; copy it there, or start tidemill from a checkout 1>&2
  exit /b 2
)
echo tidemill: building ^(the first time this fetches what Maven needs^) ... 1>&2
pushd "%home%"
call mvn -q -B -pl launcher -am -Dmaven.test.skip=true -Dspotless.check.skip package 1>&2
if errorlevel 1 (
  popd
  exit /b 2
)
popd
:start
rem As in bin/tidemill: the second compiler waits, so that it takes no core from the start.
set "tiers=-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
set "tiers=%tiers% -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
"%java%" %tiers% %TIDEMILL_JAVA_OPTIONS% -cp "%jar%" dev.tidemill.launcher.Tidemill %*
exit /b %errorlevel%
