// Another program that holds the database's exclusive lock until its input ends.
import Database from 'better-sqlite3';

const database = new Database(process.argv[2]);
database.exec('begin exclusive');
process.stdout.write('locked\n');
process.stdin.resume();
process.stdin.on('end', () => {
  database.exec('rollback');
  database.close();
});
