export interface Line {
  from: 'andrewbrown' | 'bayko';
  text: string;
}

const andrew = (text: string): Line => ({ from: 'andrewbrown', text });
const bayko = (text: string): Line => ({ from: 'bayko', text });

/** Lets each line be said once, however often a seeding is repeated. */
export const seedKey = (index: number): string => `seed-${index}`;

/** What the two have to say to each other on a new stack; the first line is Andrew's. */
export const DIALOGUE: readonly Line[] = [
  andrew(
    'Bayko! I finally sat down and watched the whole of Babylon 5, start to finish. All five seasons in three weeks.',
  ),
  bayko('Three weeks?! That is a hundred and ten episodes. Did you deploy anything at all this month?'),
  andrew('I deployed the sofa. Highly available, one zone.'),
  bayko('No failover? Brave.'),
  andrew('The failover is the floor. We tested it in season three.'),
  bayko('So. First question, and choose your words with care: Londo or G’Kar?'),
  andrew('You cannot ask me to choose. They are one service with two replicas that disagree about the leader.'),
  bayko('Ha. Split brain since the Centauri left Narn.'),
  andrew('And by the end the only two on the station who reach consensus. I was not ready for that.'),
  bayko('The lift scene. Two old enemies, stuck, and one of them starts to sing.'),
  andrew('I have hummed that song in every lift since. The people from the fourth floor have filed a ticket.'),
  bayko('Priority?'),
  andrew('Blocker.'),
  bayko('Fair. What did you make of season one? People always tell newcomers to skip it.'),
  andrew('Never skip the migrations. Everything later leans on a row that was written there.'),
  bayko('That is the most honest review of season one that I have ever read.'),
  andrew(
    'Sinclair looks into the middle distance and you think: budget. Two years later: oh. He was reading ahead in the stream.',
  ),
  bayko('And then the same events arrive again from the other end, in order, exactly once. I still cannot fault it.'),
  andrew('At least once, surely. Time travel without idempotent writes is how you get two Babylon 4s.'),
  bayko('We did get two Babylon 4s.'),
  andrew('My point precisely.'),
  bayko('Speaking of which: how is the bootcamp going? Did the messages project survive week five?'),
  andrew('It did! Single table, one partition for a conversation, one for a person’s list. I dreamt about sort keys.'),
  bayko('Were they zero-padded?'),
  andrew('They were at first not. In the dream, message 10 came before message 2 and nobody on the bridge noticed.'),
  bayko('Classic. That is how wars start.'),
  andrew(
    'A student asked why we do not simply scan the table. I did the Kosh answer: “The scan has already begun. It will not end.”',
  ),
  bayko('And did they understand?'),
  andrew('“Understanding is a three-edged sword: your read capacity, your write capacity, and the invoice.”'),
  bayko('You wrote that on the whiteboard, did you not.'),
  andrew('In permanent marker. By accident. It is the house rule now.'),
  bayko(
    'I had my own disaster: I left a cluster on over the long weekend. The bill has a Vorlon look: no expression, but you know it judges you.',
  ),
  andrew('Who are you? What do you want? Why did you pick the largest instance?'),
  bayko('Never ask me that question.'),
  andrew(
    'Budget alarm at ten dollars, e-mail and phone. It is the Ranger of the cloud: lives for the one, dies for the one, wakes you at four.',
  ),
  bayko(
    'Done, on Tuesday, with trembling hands. Now tell me which episode broke you. I need to know which week to call you in.',
  ),
  andrew(
    'The last one. When he sits on that balcony and the light changes. I had to go and look at my own projector lag for comfort.',
  ),
  bayko(
    'That episode was made a year early and kept on a shelf, you know. Produced before, consumed after, no record lost.',
  ),
  andrew('A durable log! Retention: one season.'),
  bayko('They even turn out the lights themselves. Best graceful shutdown on television.'),
  andrew('SIGTERM, wait for the last shuttle, flush, then dark. I want that as our integration test.'),
  bayko('Good. Then the next thing to watch is obviously …'),
  andrew('If you say the spin-off, I leave this conversation, and you know that membership is checked on every write.'),
  bayko('… the pilot again, with the other music. Saturday, my place, I bring the spoo.'),
  andrew('Fresh, I hope. See you on Saturday. Bring the projector. The other kind.'),
  bayko('Faith manages. So does autoscaling. See you then!'),
];
