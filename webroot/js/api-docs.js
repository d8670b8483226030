/* Draws the contract. Not a module: Swagger UI comes as a classic script before this one. */
const ui = window.SwaggerUIBundle({
  url: '/api/openapi.yaml',
  dom_id: '#docs',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  validatorUrl: null, // nothing about this installation leaves it
  // The contract must name an absolute address and cannot know this one.
  onComplete() {
    const spec = ui.specSelectors.specJson().toJS();
    const here = `${window.location.origin}/api`;
    if (spec.servers?.[0]?.url !== here) ui.specActions.updateJsonSpec({ ...spec, servers: [{ url: here }] });
  },
});
