//! Given names of the world that are common, with the forms of address and the nouns that tell a man from a woman.

use super::{FEMALE, MALE};

/// The words of each kind.
pub(super) const WORDS: &[(u32, &str)] = &[
    (
        FEMALE,
        "Mrs Ms Miss Dame Lady Queen Princess Congresswoman Chairwoman Spokeswoman Councilwoman Sister Mother Actress \
         Widow woman girl mother daughter sister wife widow aunt niece grandmother mum mom lady actress spokeswoman \
         chairwoman congresswoman councilwoman queen princess waitress fiancee businesswoman policewoman stepmother \
         stepdaughter granddaughter fiancée heiress girlfriend Mary Patricia Jennifer Linda Elizabeth Barbara Susan \
         Jessica Karen Sarah Lisa Nancy Sandra Betty Ashley Emily Kimberly Margaret Donna Michelle Carol Amanda \
         Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Dorothy Amy Kathleen Angela Shirley Emma Brenda Pamela \
         Nicole Anna Samantha Katherine Christine Debra Rachel Carolyn Janet Maria Olivia Heather Helen Catherine \
         Diane Julie Victoria Joyce Lauren Kelly Christina Ruth Joan Virginia Judith Evelyn Hannah Andrea Megan Cheryl \
         Jacqueline Madison Teresa Abigail Sophia Martha Sara Gloria Janice Kathryn Ann Isabella Judy Charlotte Julia \
         Grace Amber Alice Jean Denise Frances Danielle Marilyn Natalie Beverly Diana Brittany Theresa Kayla Alexis \
         Doris Lori Tiffany Marie Mia Ava Rose Ella Mildred Lillian Lucy Josephine Edith Ethel Florence Gladys Edna \
         Thelma Irene Annie Anne Jane Louise Clara Bertha Minnie Bernice Hazel Lois Norma Phyllis Marjorie Rita Peggy \
         Wanda Sheila Ellen Eileen Elaine Constance Joanne Joanna Joann Sally Sue Suzanne Susanna Jill Gail Dawn Heidi \
         Wendy Tracy Tammy Tina Tara Holly April Crystal Erin Erica Erika Jenna Jenny Kate Katie Kathy Cathy Kim \
         Kristen Kristin Krista Kristina Lynn Lynne Liz Beth Becky Betsy Bonnie Carla Carrie Caroline Carolina \
         Cassandra Cindy Claire Colleen Connie Courtney Daisy Debbie Eleanor Elena Ellie Elsa Esther Eva Eve Faith \
         Fiona Gabrielle Gabriela Gina Giselle Greta Gwen Gwendolyn Harriet Haley Hilary Hillary Hope Ida Ingrid Irina \
         Isabel Isabelle Jade Jasmine Joy Juanita Juliet Kara Katrina Kelsey Kirsten Kristine Latoya Leah Leslie Lena \
         Lila Lily Loretta Lucia Lucille Lydia Lynda Mabel Madeleine Madeline Maggie Mandy Marcia Margarita Marian \
         Marianne Marina Marlene Marsha Maureen Maxine Meghan Melanie Melinda Mercedes Miriam Molly Monica Monique \
         Myra Nadia Naomi Natasha Nina Nora Olga Paige Pam Patty Paula Pauline Penelope Penny Petra Polly Priscilla \
         Rachael Regina Renee Rhonda Roberta Robyn Rosa Rosalind Rosemary Roxanne Ruby Sabrina Sadie Selena Serena \
         Shannon Shelby Shelley Shelly Sherry Sierra Silvia Sylvia Simone Sofia Sonia Sonya Sophie Stacey Stacy Stella \
         Tamara Tanya Tatiana Toni Trisha Ursula Valerie Vanessa Vera Veronica Vicki Vicky Violet Vivian Wilma Yolanda \
         Yvette Yvonne Zoe Zoey Chloe Imogen Isla Poppy Gemma Kirsty Lorna Rhiannon Siobhan Niamh Aoife Sinead Bridget \
         Agnes Hilda Helga Astrid Sigrid Solveig Karin Kerstin Birgit Annika Anja Antje Heike Katja Monika Renate \
         Sabine Silke Ute Ulrike Angelika Claudia Franziska Johanna Liesel Aurelie Beatrice Brigitte Camille Celine \
         Chantal Delphine Dominique Elodie Francoise Genevieve Helene Juliette Laetitia Manon Margot Nathalie Odile \
         Sandrine Segolene Sylvie Veronique Alessandra Antonella Bianca Chiara Federica Francesca Giorgia Giulia \
         Ilaria Ludovica Martina Paola Valentina Alejandra Ana Beatriz Carmen Catalina Consuelo Daniela Dolores \
         Esperanza Fernanda Guadalupe Ines Josefina Juana Lourdes Luisa Luz Manuela Marisol Mariana Montserrat Pilar \
         Raquel Rocio Rosario Soledad Susana Ximena Adriana Agnieszka Aleksandra Alina Anastasia Barbora Bozena Daria \
         Ekaterina Elzbieta Ewa Galina Halina Ivana Jadwiga Jelena Katarzyna Katarina Ksenia Larisa Ljubica Ludmila \
         Lyudmila Magdalena Malgorzata Marija Milena Natalia Natalya Nadezhda Oksana Raisa Svetlana Tatyana Vesna \
         Yekaterina Yelena Yulia Zofia Zuzana Aisha Amina Amira Asma Ayesha Dalia Farah Fatima Fatma Hala Hanan Huda \
         Jamila Khadija Laila Layla Leila Malala Mariam Maryam Noor Rania Rasha Salma Samira Yasmin Yasmine Zahra \
         Zainab Zeynep Ayse Emine Elif Aditi Ananya Anjali Asha Deepika Indira Kavita Lakshmi Lata Meena Neha Nisha \
         Pooja Priya Priyanka Radha Rekha Shreya Sita Sunita Sushma Swati Uma Akiko Aiko Emiko Haruka Keiko Kumiko \
         Michiko Naoko Noriko Sakura Yoko Yumi Yuko Mei Ling Xiu Hyun-joo Soo-jin Thuy Adaeze Amara Chioma Funmilayo \
         Ifeoma Ngozi Nkechi Thandi Wanjiku Zanele Jordan Cameron Dale Lee Terry Kiran Jun Nikita Celia Cecilia \
         Celeste Audrey Delia Elise Emilia Felicia Geraldine Gretchen Jeanette Jeanne Karla Kendra Lara Laurie \
         Lorraine Mona Muriel Nellie Nadine Phoebe Rosie Rosalie Sheri Susie Tess Tessa Tricia Trudy Velma Viola \
         Winifred Whitney Caitlin Kaitlin Kaitlyn Kylie Kristi Hayley Alyssa Allison Alison Bethany Brooke Britney \
         Charlene Darlene Desiree Gwyneth Jillian Marla Nikki Rochelle Scarlett Sheryl Maya Michele Angelina \
         Bernadette Candace Carly Clarissa Corinne Dianne Dina Eloise Estelle Faye Glenda Iris Jacquelyn Jocelyn \
         Julianne Kari Lana Leona Libby Lindsay Lindsey Liza Louisa Lucinda Lynette Margie Mariah Meryl Meredith Mindy \
         Nichole Noelle Patti Ramona Roseanne Tabitha Tonya Verna Vivienne",
    ),
    (
        MALE,
        "Mr Sir Lord King Prince Congressman Spokesman Councilman Father Pope man boy father son brother husband \
         widower uncle nephew grandfather dad gentleman spokesman chairman congressman councilman king prince pope \
         waiter fisherman businessman policeman stepfather stepson grandson fiancé boyfriend James John Robert Michael \
         William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Paul Andrew \
         Joshua Kenneth Kevin Brian George Edward Edwin Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric \
         Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack \
         Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith \
         Christian Roger Noah Gerald Carl Terry Sean Austin Arthur Lawrence Dylan Bryan Joe Jordan Billy Bruce Albert \
         Willie Gabriel Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Louis Philip Phillip Bobby Johnny \
         Bradley Mason Liam Oliver Lucas Elijah Theodore Sebastian Owen Wyatt Carter Julian Hunter Connor Evan Cody \
         Cameron Travis Trevor Derek Dustin Shawn Shane Marcus Victor Martin Curtis Chad Brett Craig Todd Glenn Glen \
         Dale Lee Leonard Stanley Howard Fred Frederick Ernest Earl Clarence Norman Harry Bernard Maurice Gordon \
         Warren Duane Joel Isaac Caleb Ezra Jesse Jimmy Tommy Eddie Freddie Ronnie Donnie Danny Kenny Timmy Greg Tom \
         Tim Jim Bob Bill Ben Sam Dan Don Ron Ted Ed Mike Steve Dave Rob Robbie Matt Nick Tony Luke Chris Charlie Phil \
         Geoff Jeff Jon Josh Jake Zach Doug Ray Ken Andy Alex Alexis Alec Pete Rick Dick Ricky Vince Vic Stan Walt \
         Herb Herbert Hubert Hector Homer Horace Ira Irving Ivan Jay Jerome Jermaine Darren Darrell Darryl Dean \
         Derrick Desmond Devin Dominic Duncan Dwayne Dwight Edgar Edmund Elliot Elliott Ellis Elmer Emmanuel Emmett \
         Erik Ernie Felix Fernando Floyd Francis Franklin Gavin Gene Geoffrey Gerard Gilbert Giles Graham Grant Guy \
         Harrison Harvey Hugh Hugo Ian Neil Nigel Noel Oscar Oswald Otis Parker Percy Perry Preston Quentin Ramon \
         Randall Reginald Rex Rodney Roland Roman Ross Rory Rupert Seth Sidney Simon Spencer Stuart Stewart Tyrone \
         Vernon Virgil Wade Wallace Warwick Wesley Wilbur Wilfred Winston Clive Clint Clifford Clayton Clyde Colin \
         Conor Corey Cory Cyril Callum Declan Niall Eamonn Ewan Alastair Alistair Angus Archie Malcolm Donal Padraig \
         Seamus Gareth Rhys Antoine Benoit Bertrand Christophe Denis Didier Emile Etienne Fabrice Francois Frederic \
         Gilles Guillaume Henri Jacques Jean Jean-Claude Jean-Luc Jean-Marie Jean-Pierre Julien Laurent Luc Marcel \
         Mathieu Maxime Olivier Pascal Philippe Pierre Rene Sebastien Serge Stephane Sylvain Thierry Yves Andreas Axel \
         Christoph Dieter Dirk Ernst Florian Friedrich Fritz Gerhard Gunther Hans Heinrich Heinz Helmut Henning \
         Hermann Horst Jens Joachim Jochen Johann Johannes Jonas Jurgen Karl Klaus Lars Lorenz Lothar Manfred Matthias \
         Maximilian Max Otto Rainer Ralf Reinhard Rolf Rudolf Siegfried Stefan Sven Thorsten Tobias Torsten Uwe Volker \
         Werner Wilhelm Wolfgang Alessandro Angelo Antonio Carlo Davide Enrico Fabio Federico Francesco Gianluca \
         Gianni Giacomo Giorgio Giovanni Giulio Giuseppe Lorenzo Luca Luigi Marco Mario Massimo Matteo Mauro Paolo \
         Pietro Riccardo Roberto Salvatore Silvio Stefano Vittorio Alberto Alejandro Alfonso Alfredo Alvaro Andres \
         Arturo Carlos Cesar Diego Eduardo Emilio Enrique Ernesto Esteban Felipe Francisco Gerardo Guillermo Gustavo \
         Ignacio Jaime Javier Jesus Joaquin Jorge Julio Leonardo Luis Manuel Miguel Nicolas Octavio Pablo Pedro Rafael \
         Raul Ricardo Rodrigo Ruben Santiago Sergio Vicente Joao Tiago Nuno Rui Paulo Thiago Anders Bjorn Emil Gustav \
         Hakan Henrik Johan Kristian Magnus Mats Mikael Nils Olaf Olav Olof Oskar Per Soren Thor Torbjorn Ulf Mika \
         Mikko Pekka Timo Kimi Aleksander Aleksandr Alexei Alexey Anatoly Andrei Andrey Andrzej Arkady Artem Bogdan \
         Boris Bronislaw Cezary Dmitri Dmitry Evgeny Fyodor Gennady Grigory Grzegorz Henryk Igor Ilya Jacek Jakub Jan \
         Janos Jaroslaw Jerzy Jozef Kamil Konstantin Krzysztof Lech Leonid Leszek Lukasz Maciej Marcin Marek Mateusz \
         Maxim Michal Mikhail Milan Milos Mirko Nikita Nikola Nikolai Nikolay Novak Oleg Oleksandr Pavel Piotr Pyotr \
         Radoslaw Ruslan Ryszard Sergei Sergey Serhiy Slobodan Stanislaw Stepan Tomas Tomasz Vaclav Vadim Valery \
         Vasily Viktor Vitaly Vladimir Vladislav Vlad Volodymyr Vyacheslav Wojciech Yevgeny Yuri Yury Zbigniew Zoltan \
         Zoran Abbas Abdul Abdullah Abdulrahman Abu Adel Ahmad Ahmed Ali Amir Anwar Ashraf Bashar Bilal Faisal Fahad \
         Farid Hamid Hamza Hasan Hassan Hussain Hussein Ibrahim Imran Ismail Jamal Kamal Karim Khaled Khalid Mahmoud \
         Mahmud Majid Mansour Mehdi Mohamad Mohamed Mohammad Mohammed Muhammad Musa Mustafa Nasser Omar Osama Qasim \
         Rashid Saeed Said Salah Saleh Salman Samir Tariq Usman Walid Yasser Youssef Yousef Yusuf Ziad Recep Mehmet \
         Murat Emre Kemal Ajay Ajit Amit Amitabh Anand Anil Arjun Arun Arvind Ashok Atul Deepak Dinesh Ganesh Gopal \
         Hari Jawaharlal Kiran Krishna Manish Manoj Mohan Mukesh Narendra Nikhil Pradeep Prakash Rahul Raj Rajesh \
         Rajiv Rakesh Ram Ramesh Ravi Rohit Sachin Sanjay Satish Shashi Sunil Suresh Sushil Vijay Vikram Vinod Virat \
         Vivek Akira Daisuke Fumio Haruki Hideki Hiroshi Ichiro Jun Junichiro Kazuo Keisuke Kenji Kenta Koji Makoto \
         Masahiro Naoki Osamu Satoshi Shigeru Shinzo Shohei Takashi Takeshi Taro Toshio Yoshihide Yukio Kofi Kwame \
         Kwasi Chinedu Emeka Obinna Olusegun Oluwaseun Sipho Tendai Thabo Barack Elon Donovan LeBron Kobe Andre \
         DeAndre Jamar Marquis Tyrese Andrea Leslie Kim Dominique Shannon Courtney Marian Simone Alfred Allan Allen \
         Amos Armando Barry Brad Brent Byron Calvin Cecil Chuck Damian Damon Darius Dexter Drew Eli Elvis Everett \
         Frankie Garrett Garry Gerry Isaiah Jared Jeffery Jonah Josiah Kelvin Kirk Kurt Leo Leon Leroy Lester Lewis \
         Lionel Lloyd Lou Luther Marc Marvin Melvin Micah Mickey Mitchell Mitch Morris Moses Myron Nate Nathaniel Ned \
         Reggie Roderick Rudy Rufus Sammy Shaun Sheldon Solomon Sylvester Terence Terrence Toby Ty Wendell Willard \
         Willis Woody Xavier Zack",
    ),
];
