# The portal with both databases. Debian images: they bring ICU; time zones are installed below, and the build proves both.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
RUN dotnet publish src/Sferum.Admin.Web -c Release -o /app /p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && test -e /usr/share/zoneinfo/Asia/Yekaterinburg \
    && ls /usr/lib/*/libicuuc.so* >/dev/null
WORKDIR /app
COPY --from=build /app .
# The database file (SQLite) and the keys; in production each is a volume, and the keys are kept apart from the dumps.
RUN install -d -o app -g app /data /keys
USER app
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    SFERUM_DATA=/data
VOLUME ["/data", "/keys"]
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD curl -fsS http://127.0.0.1:8080/health/live || exit 1
ENTRYPOINT ["dotnet", "Sferum.Admin.Web.dll"]
