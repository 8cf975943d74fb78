FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/portal

COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt

COPY . .
RUN useradd --uid 10001 --create-home portal \
    && mkdir -p /srv/data/media \
    && chown -R portal:portal /srv/data
USER portal

ENV LHS_MODE=production LHS_DATA_DIR=/srv/data LHS_MEDIA_ROOT=/srv/data/media
EXPOSE 8000
CMD ["python", "-m", "lhs_portal.run", "web", "--host", "0.0.0.0", "--port", "8000"]
