import { eventually } from '../../../../test/support/eventually';
import { TestKafka } from '../../../../test/support/test-kafka';
import { RecordingService, TOPIC } from './recording-service';

const FETCHES = 3;

describe('a consumer without work', () => {
  let kafka: TestKafka;
  let service: RecordingService;

  beforeAll(async () => {
    kafka = await TestKafka.connect();
    await kafka.createTopic(TOPIC);
    service = await RecordingService.start(kafka, 'g');
    await eventually(() => expect(service.unready).toBeUndefined());
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await service.stop();
    await kafka.close();
  });

  it('wakes for its polls and little else, and never asks for a time that is past', async () => {
    const timers = jest.spyOn(global, 'setTimeout');
    const fetched = jest.fn();
    const stopCounting = service.onFetch(fetched);
    await eventually(() => expect(fetched.mock.calls.length).toBeGreaterThanOrEqual(FETCHES));
    stopCounting();
    const { calls } = timers.mock;
    expect(calls.filter(([, delay]) => (delay ?? 0) <= 1)).toEqual([]);
  });
});
