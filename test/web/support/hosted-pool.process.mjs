import { createServer } from 'node:http';
import process from 'node:process';
import Provider from 'oidc-provider';

/**
 * An OpenID provider with the addresses of a Cognito pool's own pages: `node hosted-pool.process.mjs ISSUER CLIENT HOME`.
 * It takes anybody by any password, tells its parent its port, and each call of its clients.
 */
const [issuer, client_id, home] = process.argv.slice(2);

const provider = new Provider(issuer, {
  clients: [
    {
      client_id,
      token_endpoint_auth_method: 'none',
      redirect_uris: [home],
      grant_types: ['authorization_code', 'refresh_token'],
    },
  ],
  routes: {
    authorization: '/oauth2/authorize',
    token: '/oauth2/token',
    revocation: '/oauth2/revoke',
    userinfo: '/oauth2/userInfo',
  },
  features: { revocation: { enabled: true }, devInteractions: { enabled: true } },
  pkce: { required: () => true },
  clientBasedCORS: () => true,
  issueRefreshToken: () => true,
  rotateRefreshToken: false,
  findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  // A pool asks nobody whether its own page may know them.
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
});

provider.use(async (context, next) => {
  if (context.path === '/logout') {
    const session = await provider.Session.get(context);
    await session.destroy();
    context.redirect(context.query.logout_uri);
  } else await next();
  if (context.path.startsWith('/oauth2/') && context.method === 'POST')
    process.send({ path: context.path, grant: context.oidc?.params?.grant_type, status: context.status });
});

const server = createServer(provider.callback());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.exit());
