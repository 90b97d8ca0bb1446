# escape=`
# Rebuilt from the image's history; what builders don't record is missing.
FROM scratch
# Apply image 10.0.17763.3887
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
ENV GIT_VERSION=2.23.0
RUN Write-Host ('Downloading {0} ...' -f $env:GIT_VERSION); 	Invoke-WebRequest -Uri https://example.org/git.zip -OutFile 'git.zip'; 	Remove-Item git.zip -Force;
WORKDIR C:\go
CMD ["c:\\windows\\system32\\cmd.exe"]

# base: ?, 0 instructions, NONE
# 0 OTHER OTHER, layer 0
# 1 CLASSIC SHELL
# 2 CLASSIC ENV
# 3 CLASSIC RUN, layer 1
# 4 CLASSIC WORKDIR
# 5 CLASSIC CMD
