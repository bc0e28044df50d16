# The portal, for both databases.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
# Shown inside the portal.
COPY docs/guide/ docs/guide/
RUN dotnet publish src/Sferum.Admin.Web -c Release -o /app -p:UseAppHost=false -p:RestoreLockedMode=true

# A full image, not a chiselled one: Russian texts need ICU, the school's midnight needs the time zones. Both are proved here.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && test -e /usr/share/zoneinfo/Asia/Yekaterinburg \
    && ls /usr/lib/*/libicuuc.so* >/dev/null
WORKDIR /app
COPY --from=build /app .
# The database file (SQLite) and the master key; both are volumes, and their copies are kept apart.
RUN install -d -o app -g app -m 700 /data /keys
USER app
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    SFERUM_DATA=/data
VOLUME ["/data", "/keys"]
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD curl -fsS http://127.0.0.1:8080/health/live || exit 1
ENTRYPOINT ["dotnet", "Sferum.Admin.Web.dll"]
