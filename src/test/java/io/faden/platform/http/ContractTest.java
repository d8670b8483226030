package io.faden.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static TestApp app;
  private static long conversation;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    conversation = app.newConversation();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject contract() throws Exception {
    try (InputStream yaml = ContractTest.class.getResourceAsStream("/openapi.yaml")) {
      return new JsonObject(new YAMLMapper().readTree(yaml).toString());
    }
  }

  /** Each operation of the contract: its method and a path that fits. */
  private record Operation(String id, String method, String path) {}

  private static List<Operation> operations() throws Exception {
    JsonObject paths = contract().getJsonObject("paths");
    return paths.fieldNames().stream()
        .flatMap(
            path ->
                paths.getJsonObject(path).stream()
                    .filter(member -> member.getValue() instanceof JsonObject)
                    .map(
                        member ->
                            new Operation(
                                ((JsonObject) member.getValue()).getString("operationId"),
                                member.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.replace("{token}", "x".repeat(30))
                                    .replaceAll("\\{\\w+}", "424242"))))
        .toList();
  }

  @Test
  void everyOperationIsThereAndAsksWhoCalls() throws Exception {
    // Whoever has the token may come; who has another one is not told that it is one.
    List<String> open =
        List.of(
            "signIn",
            "getOneTimeLink",
            "redeemOneTimeLink",
            "announceCall",
            "getPrivateLink",
            "usePrivateLink",
            "receiveHook");
    assertTrue(operations().size() > 45);
    for (Operation operation : operations()) {
      Reply reply =
          app.node
              .stranger()
              .send(
                  operation.method(),
                  "/api" + operation.path() + "?q=xx&name=xx",
                  Map.of("Content-Type", "application/json", "Origin", app.node.origin()),
                  BodyPublishers.noBody());
      if (operation.id().equals("finishAuthorization")) {
        // Whoever comes back from elsewhere sees a page of ours, whatever they bring.
        assertEquals(303, reply.status(), reply::toString);
        continue;
      }
      List<String> expected =
          open.contains(operation.id())
              ? List.of("invalid_request", "link_invalid", "not_found")
              : List.of("not_signed_in", "invalid_request");
      assertTrue(expected.contains(reply.code()), operation + " " + reply);
      assertTrue(
          reply.headers().firstValue("Content-Type").orElse("").equals("application/problem+json"));
    }
  }

  @Test
  void everyCodeIsInTheContract() throws Exception {
    List<Object> codes =
        contract()
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("Problem")
            .getJsonObject("properties")
            .getJsonObject("code")
            .getJsonArray("enum")
            .stream()
            .toList();
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(codes.contains(code.label()), code.label());
    }
    assertEquals(codes.size(), ErrorCode.values().length);
  }

  private static JsonObject refused(Reply reply) {
    assertEquals(400, reply.status(), reply::toString);
    assertEquals("invalid_request", reply.code());
    return reply.json();
  }

  private static String field(Reply reply) {
    return refused(reply).getJsonArray("errors").getJsonObject(0).getString("field");
  }

  @Test
  void aFaultyRequestIsToldWhichFieldIsWrong() {
    String replies = "/conversations/" + conversation + "/replies";
    JsonObject right = new JsonObject().put("text", "x").put("replySeq", 1);
    assertEquals("replySeq", field(app.agent1.post(replies, new JsonObject().put("text", "x"))));
    assertEquals("text", field(app.agent1.post(replies, right.copy().put("text", ""))));
    assertEquals("then", field(app.agent1.post(replies, right.copy().put("then", "sofort"))));
    assertEquals("replySeq", field(app.agent1.post(replies, right.copy().put("replySeq", "1"))));
    assertEquals("priority", field(app.agent1.post(replies, right.copy().put("priority", 1))));
    assertEquals("limit", field(app.agent1.get("/conversations?limit=1000")));
    assertEquals("view", field(app.agent1.get("/conversations?view=x")));
    assertEquals("id", field(app.agent1.get("/conversations/x")));
    JsonObject account =
        new JsonObject()
            .put("channel", "email")
            .put("name", "x")
            .put("address", "x@y.example")
            .put(
                "imap",
                new JsonObject()
                    .put("host", "h")
                    .put("port", 70_000)
                    .put("tls", "none")
                    .put("user", "u"))
            .put("smtp", new JsonObject().put("host", "h").put("port", 25).put("tls", "none"));
    assertEquals("imap.port", field(app.admin.post("/admin/channel-accounts", account)));
    account.getJsonObject("imap").put("port", 993).remove("user");
    assertEquals("imap.user", field(app.admin.post("/admin/channel-accounts", account)));
    account.getJsonObject("imap").put("user", "u");
    account.put("address", "keine Adresse");
    assertEquals("address", field(app.admin.post("/admin/channel-accounts", account)));
  }

  @Test
  void bodiesThatAreNoJsonAreRefused() {
    String path = "/conversations/" + conversation + "/notes";
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "\"x\"",
            "{\"text\":\"x\"",
            "{\"text\":null}",
            "[".repeat(50_000))) {
      refused(app.agent1.sendText("POST", path, body));
    }
    for (String type :
        List.of("text/plain", "application/xml", "multipart/form-data; boundary=x", "quatsch")) {
      Reply reply =
          app.agent1.send(
              "POST",
              "/api" + path,
              Map.of("Content-Type", type),
              BodyPublishers.ofString("{\"text\":\"x\"}"));
      refused(reply);
    }
    refused(
        app.agent1.send(
            "POST", "/api" + path, Map.of(), BodyPublishers.ofString("{\"text\":\"x\"}")));
    assertEquals(
        201,
        app.agent1
            .send(
                "POST",
                "/api" + path,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                BodyPublishers.ofString("{\"text\":\"x\"}"))
            .status());
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() {
    Reply large =
        app.agent1.post(
            "/conversations/" + conversation + "/notes",
            new JsonObject().put("text", "x".repeat(2 << 20)));
    assertEquals(413, large.status());
    assertEquals("too_large", large.code());
    Reply disguised =
        app.agent1.upload("/conversations/" + conversation + "/notes", new byte[2 << 20]);
    assertEquals("too_large", disguised.code());
    Reply file =
        app.agent1.upload(
            "/conversations/" + conversation + "/draft/attachments?name=x", new byte[27 << 20]);
    assertEquals("too_large", file.code());
  }

  @Test
  void whatIsNotThereIsAProblemAndNotAPage() {
    assertEquals("not_found", app.agent1.get("/nirgends").code());
    assertEquals("not_found", app.node.stranger().get("/conversations/1/2/3").code());
    assertEquals("method_not_allowed", app.agent1.delete("/conversations").code());
    assertEquals("method_not_allowed", app.agent1.put("/me", new JsonObject()).code());
    Reply wrongMethod = app.agent1.delete("/conversations/1");
    assertEquals(405, wrongMethod.status());
    String allowed = wrongMethod.headers().firstValue("Allow").orElse("");
    assertTrue(allowed.contains("GET") && allowed.contains("PATCH"), allowed);
    Caller stranger = app.node.stranger();
    Reply page = stranger.send("GET", "/conversations/1001", Map.of(), BodyPublishers.noBody());
    assertEquals(200, page.status());
    assertTrue(page.text().contains("<html"));
    Reply file = stranger.send("GET", "/js/nirgends.js", Map.of(), BodyPublishers.noBody());
    assertEquals(404, file.status());
    for (String path :
        List.of("/../conf/faden.yaml", "/%2e%2e/conf/faden.yaml", "/js/..%2f..%2fpom.xml")) {
      Reply outside = stranger.send("GET", path, Map.of(), BodyPublishers.noBody());
      assertTrue(outside.status() == 404 || outside.text().contains("<html"), path);
    }
  }

  @Test
  void everyAnswerCarriesTheHeadersThatProtectThePage() {
    Caller stranger = app.node.stranger();
    for (String path :
        List.of(
            "/",
            "/conversations",
            "/js/main.js",
            "/api/me",
            "/api/nirgends",
            "/api/openapi.yaml",
            "/api/docs",
            "/health/live",
            "/health/ready",
            "/nirgends.js")) {
      Reply reply = stranger.send("GET", path, Map.of(), BodyPublishers.noBody());
      String policy = reply.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("default-src 'none'"), path + " " + reply.status());
      assertFalse(policy.contains("script-src 'self' 'unsafe"), path);
      assertEquals(
          "nosniff", reply.headers().firstValue("X-Content-Type-Options").orElse(""), path);
      assertEquals("no-referrer", reply.headers().firstValue("Referrer-Policy").orElse(""), path);
      if (path.startsWith("/api/me")) {
        assertEquals("no-store", reply.headers().firstValue("Cache-Control").orElse(""));
      }
    }
  }

  @Test
  void changesComeOnlyFromThePageItselfOrFromAProgram() {
    String path = "/api/conversations/" + conversation + "/notes";
    JsonObject note = new JsonObject().put("text", "x");
    String cookie = "faden_session=" + app.agent1.session();
    assertEquals(
        "foreign_origin",
        new Caller(app.node.origin(), Map.of("Cookie", cookie, "Origin", "https://boese.example"))
            .post(path.substring(4), note)
            .code());
    assertEquals(
        "foreign_origin",
        new Caller(app.node.origin(), Map.of("Cookie", cookie))
            .post(path.substring(4), note)
            .code());
    String token =
        app.agent1
            .post("/me/tokens", new JsonObject().put("name", "Programm"))
            .json()
            .getString("secret");
    Caller program = new Caller(app.node.origin(), Map.of("Authorization", "Bearer " + token));
    assertEquals(201, program.post(path.substring(4), note).status());
    assertEquals(200, program.get("/me").status());
    assertEquals(
        "not_signed_in",
        new Caller(app.node.origin(), Map.of("Authorization", "Bearer x")).get("/me").code());
  }

  @Test
  void theContractItselfCanBeRead() {
    Reply yaml =
        app.node.stranger().send("GET", "/api/openapi.yaml", Map.of(), BodyPublishers.noBody());
    assertEquals(200, yaml.status());
    assertTrue(yaml.text().startsWith("openapi: 3.1.0"));
  }
}
