# docker build -t ssot-codemod .
# docker run --rm -v "$PWD:/work" ssot-codemod dry-run --stat
FROM node:22-slim AS build
WORKDIR /build
COPY . .
RUN npm ci --no-audit --no-fund && npm run build && npm pack --ignore-scripts --pack-destination /packed

FROM node:22-slim
# Commits, branches and the list of files come from git. A mounted repository belongs to somebody else than the user in here.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /work
COPY --from=build /packed/ /packed/
RUN npm install --global --no-audit --no-fund --ignore-scripts /packed/*.tgz && rm -r /packed
# The key that signs the record of runs: rollback needs it in a later container, so mount a volume here before you apply.
ENV XDG_STATE_HOME=/state
VOLUME /state
WORKDIR /work
ENTRYPOINT ["ssot-codemod"]
