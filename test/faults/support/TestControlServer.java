import com.amazonaws.services.dynamodbv2.local.server.DynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.lang.reflect.Constructor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * DynamoDB Local in memory with its hidden test control: an item put to the table [TEST_CONTROL] with ACTION=ROLLOVER
 * ends all shards, one with ACTION=DILATE_TIME and HOURS makes all records older. Only DynamoDB Local's own tests use
 * it, so its constructor is not public.
 */
public class TestControlServer {
  public static void main(String[] arguments) throws Exception {
    Constructor<LocalDynamoDBRequestHandler> constructor =
        LocalDynamoDBRequestHandler.class.getDeclaredConstructor(
            int.class, boolean.class, String.class, boolean.class, boolean.class, boolean.class);
    constructor.setAccessible(true);
    DynamoDBRequestHandler handler = constructor.newInstance(0, true, null, true, false, true);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(handler, null)));
    server.start();
    server.join();
  }
}
