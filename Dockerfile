# Three stages: the map's pages, the Python environment, and what runs. The last has no compiler, no Node, no pip cache.

FROM python:3.11-slim-bookworm AS python
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/build && python -m venv --without-pip /opt/posturemap
COPY requirements/run.lock requirements/build.lock requirements/
RUN /opt/build/bin/pip install --require-hashes -r requirements/build.lock \
 && /opt/build/bin/pip --python /opt/posturemap install --require-hashes -r requirements/run.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY geo geo
COPY app app
COPY migrations migrations
RUN /opt/build/bin/pip --python /opt/build wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/build/bin/pip --python /opt/posturemap install --no-deps /wheels/*.whl
COPY scripts/basemap.py scripts/
RUN /opt/posturemap/bin/python scripts/basemap.py /basemap
RUN POSTUREMAP_GAZETTEER_DIR=/gazetteer /opt/posturemap/bin/posturemap gazetteer build

FROM node:22-bookworm-slim AS pages
WORKDIR /src
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend .
COPY --from=python /basemap public/basemap
RUN npm run build

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/posturemap --create-home posturemap
COPY --from=python /opt/posturemap /opt/posturemap
COPY --from=pages /src/dist /usr/share/posturemap/pages
COPY --from=python /gazetteer /usr/share/posturemap/gazetteer
COPY LICENSE NOTICE /usr/share/doc/posturemap/
ENV PATH=/opt/posturemap/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    POSTUREMAP_DATA_DIR=/var/lib/posturemap \
    POSTUREMAP_FRONTEND_DIR=/usr/share/posturemap/pages \
    POSTUREMAP_GAZETTEER_DIR=/usr/share/posturemap/gazetteer \
    POSTUREMAP_HOST=0.0.0.0
USER posturemap
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["python", "-c", "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["posturemap", "up"]
