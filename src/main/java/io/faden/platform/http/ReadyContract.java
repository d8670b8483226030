package io.faden.platform.http;

import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.contract.SecurityRequirement;
import io.vertx.openapi.contract.SecurityScheme;
import io.vertx.openapi.contract.Server;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The contract with a validator ready for each parameter. The library makes a new one for each
 * parameter of each request, with a copy of all schemas of the contract, which cost a third of what
 * the server does for a page of a timeline. Bodies are left to it: they refer to other schemas.
 */
final class ReadyContract implements OpenAPIContract {
  private final OpenAPIContract contract;
  private final SchemaRepository schemas;

  ReadyContract(OpenAPIContract contract) {
    this.contract = contract;
    this.schemas = new ReadySchemas(contract);
  }

  @Override
  public SchemaRepository getSchemaRepository() {
    return schemas;
  }

  @Override
  public Operation operation(String id) {
    return contract.operation(id);
  }

  @Override
  public List<Operation> operations() {
    return contract.operations();
  }

  @Override
  public List<Path> getPaths() {
    return contract.getPaths();
  }

  @Override
  public JsonObject getRawContract() {
    return contract.getRawContract();
  }

  @Override
  public OpenAPIVersion getVersion() {
    return contract.getVersion();
  }

  @Override
  public List<Server> getServers() {
    return contract.getServers();
  }

  @Override
  public Path findPath(String path) {
    return contract.findPath(path);
  }

  @Override
  public Operation findOperation(String path, HttpMethod method) {
    return contract.findOperation(path, method);
  }

  @Override
  public List<SecurityRequirement> getSecurityRequirements() {
    return contract.getSecurityRequirements();
  }

  @Override
  public SecurityScheme securityScheme(String name) {
    return contract.securityScheme(name);
  }

  private static final class ReadySchemas implements SchemaRepository {
    private static final JsonSchemaOptions OPTIONS =
        new JsonSchemaOptions()
            .setBaseUri("app://")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    private final SchemaRepository all;
    private final IdentityHashMap<JsonSchema, Validator> ready = new IdentityHashMap<>();

    ReadySchemas(OpenAPIContract contract) {
      all = contract.getSchemaRepository();
      SchemaRepository none = SchemaRepository.create(OPTIONS);
      contract.operations().stream()
          .flatMap(operation -> operation.getParameters().stream())
          .map(Parameter::getSchema)
          .filter(schema -> !refers(schema))
          .forEach(schema -> ready.put(schema, none.validator(schema, OPTIONS, false)));
    }

    private static boolean refers(JsonSchema schema) {
      return schema.toString().contains("$ref");
    }

    @Override
    public Validator validator(JsonSchema schema) {
      Validator known = ready.get(schema);
      return known == null ? all.validator(schema) : known;
    }

    @Override
    public Validator validator(JsonSchema schema, JsonSchemaOptions options, boolean dereference) {
      return all.validator(schema, options, dereference);
    }

    @Override
    public Validator validator(String reference) {
      return all.validator(reference);
    }

    @Override
    public Validator validator(String reference, JsonSchemaOptions options) {
      return all.validator(reference, options);
    }

    @Override
    public SchemaRepository dereference(JsonSchema schema) {
      return all.dereference(schema);
    }

    @Override
    public SchemaRepository dereference(String uri, JsonSchema schema) {
      return all.dereference(uri, schema);
    }

    @Override
    public SchemaRepository preloadMetaSchema(FileSystem files) {
      return all.preloadMetaSchema(files);
    }

    @Override
    public SchemaRepository preloadMetaSchema(FileSystem files, Draft draft) {
      return all.preloadMetaSchema(files, draft);
    }

    @Override
    public JsonObject resolve(JsonObject schema) {
      return all.resolve(schema);
    }

    @Override
    public JsonSchema find(String pointer) {
      return all.find(pointer);
    }
  }
}
