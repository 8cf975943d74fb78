FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/portal

# Scripts beyond Latin, Greek, Cyrillic and Hebrew in the PDF files: see LHS_FONT_PATHS below.
RUN apt-get update && apt-get install -y --no-install-recommends \
        fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/*

COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt

COPY . .
RUN useradd --uid 10001 --create-home portal \
    && mkdir -p /srv/data/media \
    && chown -R portal:portal /srv/data
USER portal

ENV LHS_MODE=production LHS_DATA_DIR=/srv/data LHS_MEDIA_ROOT=/srv/data/media \
    LHS_FONT_PATHS=/usr/share/fonts/truetype/noto:/usr/share/fonts/opentype/noto
EXPOSE 8000
CMD ["python", "-m", "lhs_portal.run", "web", "--host", "0.0.0.0", "--port", "8000"]
