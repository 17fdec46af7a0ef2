# One image for all apps and the command line; the command picks, as in `docker run cruddur dist/apps/gateway/src/main.js`.
ARG NODE_IMAGE=node:24.21.0-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY apps/cli/package.json apps/cli/
COPY apps/cli/bin apps/cli/bin
COPY libs/client/package.json libs/client/

FROM manifests AS build
RUN npm ci --ignore-scripts
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY apps apps
COPY local-stack local-stack
RUN npx nest build && node apps/cli/bin/build-page.js

FROM manifests AS production
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=production /app ./
# The command line finds the project's root by this file.
COPY nest-cli.json ./
COPY --from=build /app/dist dist
# The page of the API's documents.
COPY --from=build /app/apps/gateway/page apps/gateway/page
# Where a volume for the user `node` can be mounted.
RUN install --directory --owner=node /run/cruddur
USER node
# Node itself is the first process, so a signal reaches the app without a shell in between. Its young generation would grow
# to a hundred megabytes under load, for little.
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=4"]
CMD ["dist/apps/gateway/src/main.js"]
